# The image of one service: docker build --build-arg APP=join-service -t user-information/join-service .
#
# One file for all of them, so that they can't drift apart, and so that the first stage, which takes
# nearly all the time, is built once for all of them.

# The version with which everything is tested: see "node" in package.json.
ARG NODE=node:24.21.0-bookworm-slim

# 1. The workspace, and in it the app's folder: its bundle and what npm needs for its packages.
FROM ${NODE} AS workspace
ENV NX_DAEMON=false
WORKDIR /workspace
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci
ARG APP
RUN npx nx prune "${APP:?say which: --build-arg APP=join-service}" \
  && mv "apps/${APP}/dist/deploy" /deploy

# 2. The app's own packages. This stage is taken from the cache until they change.
FROM ${NODE} AS packages
WORKDIR /app
COPY --from=workspace /deploy/package.json /deploy/package-lock.json ./
# RocksDB brings binaries for every system there is; an image needs that of its own.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts \
  && find node_modules -path '*/prebuilds/*' -prune \
    ! -name "linux-$(node -p process.arch)" -exec rm -r {} +

# 3. The image: Node, the packages, the bundle.
FROM ${NODE}
# RocksDB's binary links to libatomic. Its version is that of the base image's Debian.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends libatomic1 \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /data

WORKDIR /app
COPY --from=packages /app ./
COPY --from=workspace /deploy/main.mjs ./

# All of a container's addresses, since 127.0.0.1 would be the container's own.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
VOLUME /data
EXPOSE 8080
# The user "node", by number, so that Kubernetes can see that it is not root.
USER 1000:1000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["node", "-e", \
  "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No shell in between: SIGTERM reaches the service, which closes in good order.
ENTRYPOINT ["node", "main.mjs"]
