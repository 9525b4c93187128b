// GET as JSON, with an error that says who did not answer.

export async function getJson<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
  } catch {
    throw new Error(`${new URL(url).host} does not answer`);
  }
  const body = (await response.json().catch(() => ({}))) as { error?: string | { message?: string } };
  if (response.ok) return body as T;
  const told = typeof body.error === "string" ? body.error : body.error?.message;
  throw new Error(told ?? `${new URL(url).host} answered ${response.status}`);
}
