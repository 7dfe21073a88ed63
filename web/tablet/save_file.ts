// A file for a person: into the place they choose, where the browser can ask; else among the downloads.
import type {Bytes} from '../kit/bytes';

interface FileHandle {
  name: string;
  createWritable(): Promise<{write(bytes: Bytes): Promise<void>; close(): Promise<void>; abort(): Promise<void>}>;
}

type Picker = (options: {suggestedName: string}) => Promise<FileHandle>;

type Put = (bytes: Bytes) => Promise<void>;

/** `make` runs after the place was chosen, which must follow the press, and puts the file piece by piece. Nothing when
 * the person chose no place. */
export async function saveFile<T>(
  suggestedName: string, make: (put: Put) => Promise<T>,
): Promise<{name: string; made: T} | undefined> {
  const pick = (window as {showSaveFilePicker?: Picker}).showSaveFilePicker;
  if (!pick) {
    const pieces: Blob[] = [];
    const made = await make(async (bytes) => void pieces.push(new Blob([bytes])));
    download(suggestedName, new Blob(pieces, {type: 'application/octet-stream'}));
    return {name: suggestedName, made};
  }
  const place = await pick.call(window, {suggestedName}).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  });
  if (!place) return undefined;
  const writable = await place.createWritable();
  try {
    const made = await make((bytes) => writable.write(bytes));
    await writable.close();  // only now it stands on the carrier
    return {name: place.name, made};
  } catch (error) {
    await writable.abort().catch(() => undefined);
    throw error;
  }
}

function download(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
