import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `API` names the server that `vite dev` forwards to. */
const api = process.env.API ?? 'http://127.0.0.1:3000';
const forwarded = ['/api', '/thu-tuc', '/tra-cuu', '/portal.css'];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // Two copies of Preact or diagram-js break hooks and dependency injection.
  resolve: { dedupe: ['preact', 'react', 'react-dom', 'bpmn-js', 'diagram-js'] },
  server: { proxy: Object.fromEntries(forwarded.map((path) => [path, { target: api, changeOrigin: false }])) },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The policy forbids inline scripts; fonts and icons stay files so that they are cached.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
});
