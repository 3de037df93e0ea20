
"use strict";
// The part of a link behind '#' never reaches the server: MLflow's SDK prints links such as /#/experiments/1/runs/abc.
(function () {
  const api = "api/2.0/mlflow/";
  const of = (call, query) => api + call + "?" + new URLSearchParams(query);
  const places = [
    [/^\/experiments\/([^/]+)\/runs\/([^/]+)/, (experiment, run) => ({
      what: "run " + run + " of experiment " + experiment,
      python: "mlflow.get_run(" + JSON.stringify(run) + ")",
      json: of("runs/get", { run_id: run }) })],
    [/^\/experiments\/([^/]+)\/models\/([^/]+)/, (experiment, model) => ({
      what: "logged model " + model + " of experiment " + experiment,
      python: "mlflow.get_logged_model(" + JSON.stringify(model) + ")",
      json: api + "logged-models/" + encodeURIComponent(model) })],
    [/^\/experiments\/([^/]+)/, (experiment) => ({
      what: "experiment " + experiment,
      python: "mlflow.search_runs([" + JSON.stringify(experiment) + "])",
      json: of("experiments/get", { experiment_id: experiment }) })],
    [/^\/models\/([^/]+)\/versions\/([^/]+)/, (name, version) => ({
      what: "version " + version + " of model " + name,
      python: "mlflow.MlflowClient().get_model_version(" + JSON.stringify(name) + ", " + JSON.stringify(version) + ")",
      json: of("model-versions/get", { name: name, version: version }) })],
    [/^\/models\/([^/]+)/, (name) => ({
      what: "model " + name,
      python: "mlflow.MlflowClient().get_registered_model(" + JSON.stringify(name) + ")",
      json: of("registered-models/get", { name: name }) })],
  ];
  const element = (id) => document.getElementById(id);

  function named(fragment) {
    for (const [pattern, describe] of places) {
      const found = pattern.exec(fragment);
      if (found) {
        try {
          return describe(...found.slice(1).map(decodeURIComponent));
        } catch (malformed) {
          return null;
        }
      }
    }
    return null;
  }

  function show() {
    const place = named(location.hash.slice(1).split("?")[0]);
    element("link").hidden = place === null;
    if (place !== null) {
      element("what").textContent = place.what;
      element("python").textContent = place.python;
      element("json").setAttribute("href", place.json);
    }
  }

  const address = element("address");
  if (address.dataset.fixed !== "true") {
    // A proxy in front may speak another protocol than this server does, or keep it below a path.
    address.textContent = location.origin + location.pathname.replace(/\/$/, "");
  }
  window.addEventListener("hashchange", show);
  show();
})();
