# The image: a JDK cut down to what the program needs, the C library, the program, and its AOT cache.
# bin/stage-image makes all of it; the tests run the same folder. `make image` builds this.

# PLACEHOLDER: the release says which, by digest; no image has this one. It needs a JDK 25 and a shell.
ARG JDK_IMAGE=eclipse-temurin:25-jdk@sha256:0000000000000000000000000000000000000000000000000000000000000000

FROM ${JDK_IMAGE} AS stage
WORKDIR /build
COPY pom.xml ./
COPY bin/find-jdk bin/runtime bin/stage-image bin/train-image bin/
COPY app/src/main/image app/src/main/image
COPY app/target/lib app/target/lib
# The table of the training run; nothing of it goes any further.
COPY local/target/lib local/target/lib
RUN bin/stage-image /image

FROM scratch
COPY --from=stage /image /
USER 65532:65532
WORKDIR /
EXPOSE 8080
ENTRYPOINT ["/opt/java/bin/java", "@/app/java.options", "io.runtimeservice.app.Main"]
CMD ["serve"]
