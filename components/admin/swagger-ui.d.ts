declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  interface Options {
    url: string;
    domNode: HTMLElement;
    validatorUrl: string | null;
    withCredentials: boolean;
    showExtensions: boolean;
    docExpansion: "list" | "full" | "none";
    onComplete: () => void;
  }
  const SwaggerUi: (options: Options) => void;
  // biome-ignore lint/style/noDefaultExport: the package's own shape
  export default SwaggerUi;
}
