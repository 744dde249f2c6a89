/** What goes to the application and comes from it. */

/** Answers the JSON of an address; throws an Error that says why there is none. */
export async function get(path, parameters = {}, options = {}) {
  const query = new URLSearchParams(parameters).toString();
  return json(await fetch(query ? `${path}?${query}` : path, options));
}

/** Sends to an address that answers JSON or nothing. */
export async function post(path, headers = {}) {
  return json(await fetch(path, { method: "POST", headers }));
}

async function json(response) {
  const text = await response.text();
  const body = text ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new Error(body?.detail ?? `The application answered with status ${response.status}.`);
  }
  return body;
}
