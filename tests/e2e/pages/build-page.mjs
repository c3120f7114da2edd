// Bundles a page of the browser tests:  node build-page.mjs ENTRY OUT_DIR. A process of its own: the bundler's native part does not run inside jest.
import { build } from 'vite';

const [entry, outDir] = process.argv.slice(2);
await build({
  configFile: false,
  root: import.meta.dirname,
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"production"' },
  resolve: { dedupe: ['preact', 'react'] },
  build: {
    outDir,
    emptyOutDir: true,
    minify: false,
    lib: { entry, formats: ['es'], fileName: () => 'page.js', cssFileName: 'page' },
  },
});
