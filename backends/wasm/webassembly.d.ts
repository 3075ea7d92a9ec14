/** What is used of the JavaScript interface of WebAssembly; the compiler has it only with the rest of a browser. */
declare namespace WebAssembly {
  class Module {
    private readonly brand;
  }

  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }

  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: true });
    readonly buffer: SharedArrayBuffer;
    /** By that many pages; throws a RangeError where there are no more. */
    grow(pages: number): number;
  }

  function compile(bytes: ArrayBuffer | Uint8Array): Promise<Module>;
  function validate(bytes: Uint8Array): boolean;
}
