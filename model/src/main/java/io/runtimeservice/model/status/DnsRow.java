package io.runtimeservice.model.status;

/**
 * A row to paste into a zone, so that a certificate can be issued.
 *
 * @param type {@code A}, {@code AAAA}, {@code CNAME} or {@code TXT}
 * @param seen whether Fly's validation has found it
 */
public record DnsRow(String type, String name, String value, boolean seen) {}
