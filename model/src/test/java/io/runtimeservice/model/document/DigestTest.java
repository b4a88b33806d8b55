package io.runtimeservice.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {

  /** The vectors of FIPS 180-2, and of the empty text. */
  @ParameterizedTest
  @CsvSource({
    "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
        + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  })
  void it_is_sha_256(String text, String hex) {
    assertThat(Digest.of(text).wholeHex()).isEqualTo(hex);
    assertThat(Digest.of(text).hex()).isEqualTo(hex.substring(0, 32));
  }

  @Test
  void text_is_digested_as_utf_8() {
    assertThat(Digest.of("é€😀").wholeHex())
        .isEqualTo("df9226927fd572c1ee66eec85de1bb139497614899f36e4e90474cb71f6ef9d0");
  }

  /** As {@code base32} of RFC 4648 writes the same digests, in lower case and without padding. */
  @ParameterizedTest
  @CsvSource({
    "'', 4oymiquy7qobjgx36tejs35zeqt24qpemsnzgtfeswmrw6csxbkq",
    "abc, xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacwwq"
  })
  void its_base_32_form_is_that_of_rfc_4648(String text, String whole) {
    for (int characters = 0; characters <= whole.length(); characters++) {
      assertThat(Digest.of(text).base32(characters)).isEqualTo(whole.substring(0, characters));
    }
  }
}
