// Runs in the page, before it does: every wasm memory that the page makes, so that its size can be asked for.

{
  /** @type {WebAssembly.Memory[]} */
  const memories = [];
  const noted = (instance) => {
    memories.push(...Object.values(instance.exports).filter((value) => value instanceof WebAssembly.Memory));
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      noted(made.instance || made);
      return made;
    };
  }
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, given) {
      const made = Reflect.construct(target, given);
      noted(made);
      return made;
    },
  });
  window.wasmBytes = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}
