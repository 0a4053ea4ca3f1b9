/** Saves what a request with a body answers as a file. False if that failed. */
export async function savePosted(path: string, body: unknown, fileName: string): Promise<boolean> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) return false;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(link.href);
    return true;
  } catch {
    // The connection was cut: a part of a file is not a file.
    return false;
  }
}
