// The camera's pictures, each with what belongs to it.

/**
 * Pictures of a multipart stream, one after another.
 *
 * They are fetched rather than shown by an `img`, since each part says of itself where its card lies: so the outline is
 * never that of another picture. Who takes them slowly misses some.
 */
export async function* pictures(url) {
  const response = await fetch(url, { cache: "no-store" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const reader = response.body.getReader();
  let bytes = new Uint8Array();
  const more = async () => {
    const { value, done } = await reader.read();
    if (done) return false;
    const joined = new Uint8Array(bytes.length + value.length);
    joined.set(bytes);
    joined.set(value, bytes.length);
    bytes = joined;
    return true;
  };
  for (;;) {
    let end;
    while ((end = endOfHead(bytes)) < 0) if (!(await more())) return;
    const head = headers(new TextDecoder().decode(bytes.subarray(0, end)));
    const length = Number(head.get("content-length"));
    while (bytes.length < end + length) if (!(await more())) return;
    const jpeg = new Blob([bytes.subarray(end, end + length)], { type: "image/jpeg" });
    bytes = bytes.slice(end + length);
    yield { jpeg, size: numbers(head.get("x-cardcam-size")), quad: numbers(head.get("x-cardcam-quad")) };
  }
}

/** Where the first empty line ends; less than 0 if it is not there yet. */
function endOfHead(bytes) {
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (bytes[at] === 13 && bytes[at + 1] === 10 && bytes[at + 2] === 13 && bytes[at + 3] === 10) return at + 4;
  }
  return -1;
}

function headers(text) {
  const lines = text.split("\r\n").map((line) => line.match(/^([^:\s]+):\s*(.*)$/)).filter(Boolean);
  return new Map(lines.map(([, name, value]) => [name.toLowerCase(), value]));
}

/** All numbers of a text, in order; none of no text. */
function numbers(text) {
  return (text ?? "").match(/-?[\d.]+/g)?.map(Number) ?? [];
}
