# Built in one image, run in another that contains only the runtime. Node 24 is the supported LTS.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/embedded-mongo/package.json packages/embedded-mongo/
COPY packages/twilio-network/package.json packages/twilio-network/
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/public ./public
USER node
VOLUME /data
EXPOSE 3000
# Liveness, for restarts. Load balancers check readiness at /readyz.
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The program handles SIGTERM and stops its only child, so it needs no init process.
CMD ["node", "--enable-source-maps", "--min-semi-space-size=32", "--max-semi-space-size=64", "--no-parallel-scavenge", "dist/main.js"]
