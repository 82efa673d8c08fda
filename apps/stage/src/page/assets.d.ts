// What esbuild puts beside the bundle.
declare module '*.css';
declare module '@fontsource-variable/inter';
