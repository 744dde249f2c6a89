/** What goes to the application and comes from it. */

/** Answers the JSON of an address; throws an Error that says why there is none. */
export async function get(path, parameters = {}, options = {}) {
  const query = new URLSearchParams(parameters).toString();
  return ask(query ? `${path}?${query}` : path, options);
}

/** Sends to an address that answers JSON or nothing. */
export async function post(path, headers = {}) {
  return ask(path, { method: "POST", headers });
}

async function ask(address, options) {
  let response;
  let text;
  try {
    response = await fetch(address, options);
    text = await response.text();
  } catch (problem) {
    throw new Error("The application does not answer.", { cause: problem });
  }
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json"); // who stands in between answers in HTML
  const body = isJson && text ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new Error(body?.detail ?? `The application answered with status ${response.status}.`);
  }
  return body;
}
