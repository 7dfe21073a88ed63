// A drawn face of nobody, as a PNG of 480 by 640: what the office takes as a photo.
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="640" viewBox="0 0 480 640">
<rect width="480" height="640" fill="#e6ebf0"/><path d="M40 640 Q60 480 240 480 Q420 480 440 640 Z" fill="#31506e"/>
<rect x="195" y="400" width="90" height="110" fill="#c8936f"/><ellipse cx="240" cy="290" rx="125" ry="165" fill="#e0b08c"/>
<path d="M112 270 Q105 110 240 105 Q375 110 368 270 Q350 180 240 175 Q130 180 112 270 Z" fill="#2c221c"/>
<path d="M150 245 q38 -22 72 -4 M258 241 q36 -18 72 4" stroke="#2c221c" stroke-width="11" fill="none"/>
<ellipse cx="187" cy="275" rx="30" ry="15" fill="#8d5f45"/><ellipse cx="293" cy="275" rx="30" ry="15" fill="#8d5f45"/>
<ellipse cx="187" cy="275" rx="24" ry="11" fill="#fff"/><ellipse cx="293" cy="275" rx="24" ry="11" fill="#fff"/>
<circle cx="187" cy="275" r="11" fill="#1d1712"/><circle cx="293" cy="275" r="11" fill="#1d1712"/>
<path d="M232 285 Q214 345 226 352 Q240 360 254 352 Q266 345 248 285" fill="#d29f7b"/><path d="M218 350 q22 16 44 0" stroke="#8d5f45" stroke-width="7" fill="none"/>
<path d="M185 395 Q240 380 295 395 Q240 430 185 395 Z" fill="#a4504a"/></svg>`;

/** look: 'smear' for one that is out of focus, 'turned' for one upside down. */
export async function portrait(browser, look = 'sharp') {
  const page = await browser.newPage({viewport: {width: 480, height: 640}});
  const change = {smear: 'svg{filter:blur(14px)}', turned: 'svg{transform:rotate(180deg)}'}[look] ?? '';
  await page.setContent(`<style>body{margin:0} ${change}</style>${drawing}`);
  const png = await page.screenshot();
  await page.close();
  return png;
}
