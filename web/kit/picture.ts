// A photo for a question: made smaller, without place, time and device, kept by whoever can keep it, and named by the
// answer.
import type {Bytes} from './bytes';

const sideMost = 1600;
const quality = 0.82;

/** The picture anew through a canvas: nothing but what it shows is left. Throws when the file is no picture. */
export async function smaller(file: Blob): Promise<Bytes> {
  const image = await createImageBitmap(file, {imageOrientation: 'from-image'});
  const scale = Math.min(1, sideMost / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
  if (!blob) throw new Error('no picture');
  return new Uint8Array(await blob.arrayBuffer());
}

/**
 * A file was chosen at a question: `keep` gives its name, which becomes the answer, and `changed` reads the page. Texts
 * of the page tell that it is under way, or why not; the page's own button stays for a second try.
 */
export async function choosePicture(input: HTMLInputElement, keep: (bytes: Bytes) => Promise<string>,
                                    tell: (text: string) => void, changed: () => void): Promise<void> {
  const file = input.files?.[0];
  const form = input.form;
  const name = input.dataset['pictureOf'];
  if (!file || !form || !name) return;
  tell(input.dataset['waiting'] ?? '');
  try {
    const answer = document.createElement('input');
    answer.type = 'hidden';
    answer.name = name;
    answer.value = await keep(await smaller(file));
    input.value = '';
    form.prepend(answer);
    changed();
    answer.remove();
  } catch (error) {
    console.warn('picture:', error);
    tell(input.dataset['failed'] ?? '');
  }
}
