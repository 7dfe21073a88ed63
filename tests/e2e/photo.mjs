// Photos to send.

/** A photo as a phone takes it: larger than what is kept, with Exif that names a place. */
export async function photo(page, width = 2400, height = 1200) {
  const bytes = await page.evaluate(async ([w, h]) => {
    const canvas = document.createElement('canvas');
    canvas.width = w;
    canvas.height = h;
    const context = canvas.getContext('2d');
    context.fillStyle = '#8a3';
    context.fillRect(0, 0, w, h);
    context.fillStyle = '#fff';
    context.fillRect(w / 4, h / 4, w / 2, h / 2);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, [width, height]);
  const exif = Buffer.from('Exif\0\0 51.1694 71.4491');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return {name: 'house.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([Buffer.from(bytes.slice(0, 2)), head, exif, Buffer.from(bytes.slice(2))])};
}
