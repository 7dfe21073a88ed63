// "Use my position" beside a question for coordinates. Without the script, or when the device does not tell, they are
// typed.

const waitMost = 20_000;
const digits = 5;  // about a metre

/** Writes the position of the device into the field of the button; `written` hears when it stands there. */
export function locate(button: HTMLButtonElement, tell: (text: string) => void, written: () => void): void {
  const field = document.getElementById(button.dataset['locate'] ?? '') as HTMLInputElement | null;
  if (!field) return;
  const failed = () => {
    tell(button.dataset['failed'] ?? '');
    field.focus();
  };
  if (!('geolocation' in navigator)) return failed();
  tell(button.dataset['waiting'] ?? '');
  navigator.geolocation.getCurrentPosition(({coords}) => {
    field.value = `${coords.latitude.toFixed(digits)} ${coords.longitude.toFixed(digits)}`;
    tell('');
    written();
  }, failed, {enableHighAccuracy: true, timeout: waitMost, maximumAge: 60_000});
}
