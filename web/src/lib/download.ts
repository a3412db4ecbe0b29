/** Hands bytes to the browser as a file. */
export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The click has begun the download; its bytes are held until then.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
