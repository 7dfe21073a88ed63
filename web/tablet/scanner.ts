// Reads a QR code with the camera where the browser has a detector; elsewhere the code is typed or pasted.
interface Detector {
  detect(source: HTMLVideoElement): Promise<{rawValue: string}[]>;
}
interface DetectorType {
  new (options: {formats: string[]}): Detector;
}

const look = 200;

function detectorType(): DetectorType | undefined {
  return (globalThis as {BarcodeDetector?: DetectorType}).BarcodeDetector;
}

export function canScan(): boolean {
  return detectorType() !== undefined && 'mediaDevices' in navigator;
}

/** One scan: shows the camera in `video` until a code is read or stop() is called. */
export class Scanner {
  private stream: MediaStream | undefined;
  private stopped = false;

  /** The text of the code; nothing when it was stopped. Throws DOMException without a camera or its leave. */
  async scan(video: HTMLVideoElement): Promise<string | undefined> {
    const Type = detectorType();
    if (!Type) return undefined;
    const detector = new Type({formats: ['qr_code']});
    this.stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: 'environment'}, audio: false});
    video.srcObject = this.stream;
    await video.play();
    while (!this.stopped) {
      const [found] = await detector.detect(video).catch(() => []);
      if (found?.rawValue) return this.end(found.rawValue);
      await new Promise((resolve) => setTimeout(resolve, look));
    }
    return this.end(undefined);
  }

  stop(): void {
    this.stopped = true;
    this.end(undefined);
  }

  private end(text: string | undefined): string | undefined {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
    return text;
  }
}
