// A file for a person: into the place they choose, where the browser can ask; else among the downloads.
import type {Bytes} from '../kit/bytes';

interface FileHandle {
  name: string;
  createWritable(): Promise<{write(bytes: Bytes): Promise<void>; close(): Promise<void>; abort(): Promise<void>}>;
}

type Picker = (options: {suggestedName: string}) => Promise<FileHandle>;

/** `make` runs after the place was chosen, which must follow the press. Nothing when the person chose none. */
export async function saveFile<T extends {bytes: Bytes}>(
  suggestedName: string, make: () => Promise<T>,
): Promise<{name: string; file: T} | undefined> {
  const pick = (window as {showSaveFilePicker?: Picker}).showSaveFilePicker;
  if (!pick) {
    const file = await make();
    download(suggestedName, file.bytes);
    return {name: suggestedName, file};
  }
  const place = await pick.call(window, {suggestedName}).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  });
  if (!place) return undefined;
  const file = await make();
  const writable = await place.createWritable();
  try {
    await writable.write(file.bytes);
    await writable.close();  // only now it stands on the carrier
  } catch (error) {
    await writable.abort().catch(() => undefined);
    throw error;
  }
  return {name: place.name, file};
}

function download(name: string, bytes: Bytes): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], {type: 'application/octet-stream'}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
