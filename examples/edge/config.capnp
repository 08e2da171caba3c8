# SDK_APP_ID=… SECRET_KEY=… DEMO_SESSION=… workerd serve config.capnp; playward-server is in node_modules.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  compatibilityDate = "2025-01-01",
  modules = [
    (name = "usersig.mjs", esModule = embed "usersig.mjs"),
    (name = "playward-server", esModule = embed "node_modules/playward-server/workerd.mjs"),
    (name = "playward-server.wasm", wasm = embed "node_modules/playward-server/playward-server.wasm"),
  ],
  bindings = [
    (name = "SDK_APP_ID", fromEnvironment = "SDK_APP_ID"),
    (name = "SECRET_KEY", fromEnvironment = "SECRET_KEY"),
    (name = "DEMO_SESSION", fromEnvironment = "DEMO_SESSION"),
  ],
);
