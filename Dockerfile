# syntax=docker/dockerfile:1
# One image for each service:
#
#   docker build --build-arg SERVICE=order-intake -t ordertrail/order-intake:dev .
#
# SERVICE is order-intake, status-poller, refill-manager, notifier or panel-simulator. The build runs once for all of them
# where the builder keeps its layers. JDK_IMAGE and JRE_IMAGE must be the same version of Java: the AOT cache is good for
# exactly the JVM that wrote it.
ARG JDK_IMAGE=docker.io/library/eclipse-temurin:25-jdk
ARG JRE_IMAGE=docker.io/library/eclipse-temurin:25-jre

FROM ${JDK_IMAGE} AS build
WORKDIR /build
COPY . .
ENV MAVEN_USER_HOME=/m2
RUN --mount=type=cache,target=/m2 ./mvnw --batch-mode package -Dmaven.repo.local=/m2/repository \
    -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -pl order-intake,status-poller,refill-manager,notifier,panel-simulator -am

# Laid out once more: what changes seldom comes first, so that a new version is a thin last layer.
FROM ${JDK_IMAGE} AS layers
ARG SERVICE
COPY --from=build /build/${SERVICE}/target/quarkus-app /app

# How the JVM runs, in training as later: the AOT cache wants the same. The heap is half of the container's limit; direct memory, metaspace,
# code cache, threads and the collector share the rest. Out of memory ends the process, and Kubernetes starts another. The ConfigMap of
# deploy/kubernetes/base has the same line: a test holds the two together.
FROM ${JRE_IMAGE} AS jvm
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:MaxDirectMemorySize=96m -XX:MaxMetaspaceSize=128m -XX:ReservedCodeCacheSize=64m -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=/tmp -Djava.util.logging.manager=org.jboss.logmanager.LogManager --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
WORKDIR /app

# The classes of the start, loaded and linked beforehand. The training run has nothing to connect to; it goes on until the service says that it
# has started, five minutes at most, and what it loads is what every start loads. Without a cache the build fails, unless AOT=optional: such an
# image works, and starts more slowly.
FROM jvm AS trained
ARG AOT=required
COPY --from=layers /app /app
RUN QUARKUS_FLYWAY_MIGRATE_AT_START=false QUARKUS_HTTP_PORT=18099 KAFKA_BOOTSTRAP_SERVERS=localhost:1 \
    QUARKUS_DATASOURCE_USERNAME=none QUARKUS_DATASOURCE_PASSWORD=none QUARKUS_LOG_LEVEL=ERROR QUARKUS_LOG_CATEGORY__IO_QUARKUS__LEVEL=INFO \
    ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY=training:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= \
    sh -c 'java -XX:AOTCacheOutput=/app/app.aot -jar quarkus-run.jar >/tmp/training.log 2>&1 & pid=$!; seconds=0; \
      until grep -q "started in" /tmp/training.log || [ $seconds -ge 300 ] || ! kill -0 $pid; do sleep 1; seconds=$((seconds + 1)); done; \
      kill -TERM $pid; wait $pid || true'; \
    if [ ! -s /app/app.aot ]; then \
      if [ "$AOT" = optional ]; then touch /app/app.aot; else tail -n 50 /tmp/training.log; exit 1; fi; \
    fi

FROM jvm
ARG SERVICE
ARG VERSION=1.0.0-SNAPSHOT
ARG REVISION=unknown
ARG CREATED=
ARG JRE_IMAGE
LABEL org.opencontainers.image.title="Ordertrail ${SERVICE}" \
      org.opencontainers.image.description="Buys orders at reseller panels, watches them, refills them under warranty, and notifies shops" \
      org.opencontainers.image.source="https://github.com/ordertrail/ordertrail" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${JRE_IMAGE}"
COPY --from=trained /app/lib/ lib/
COPY --from=trained /app/quarkus-run.jar ./
COPY --from=trained /app/quarkus/ quarkus/
COPY --from=trained /app/app/ app/
COPY --from=trained /app/app.aot ./
# 10001 has no name in the image and is what the manifests run as.
USER 10001:10001
# Only /tmp is written to.
ENV QUARKUS_HTTP_HOST=0.0.0.0 ORDERTRAIL_LOG_JSON=true
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "-jar", "quarkus-run.jar"]
