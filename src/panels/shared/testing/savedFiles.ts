/** A file that a test made the browser save. */
interface SavedFile {
  name: string;
  content: Blob;
}

/** Records the files that are saved from now on, in place of jsdom, which saves none. */
export function savedFiles(): SavedFile[] {
  const files: SavedFile[] = [];
  const contents: Blob[] = [];
  URL.createObjectURL = (content) => `blob:${contents.push(content as Blob)}`;
  URL.revokeObjectURL = jest.fn();
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const content = contents[Number(this.href.replace('blob:', '')) - 1];
    if (content) {
      files.push({ name: this.download, content });
    }
  });
  return files;
}

/** The text of a file, with the byte order mark that readers swallow. */
export async function textOf(content: Blob): Promise<string> {
  const bytes = await new Promise<ArrayBuffer>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(content);
  });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
