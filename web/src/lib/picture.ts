import { download } from './download';

const kCopied = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
  'text-anchor',
] as const;

const kSvg = 'http://www.w3.org/2000/svg';

/** Across the picture, so that no part of it can be cut out without it and still be whole. */
function watermark(mark: string, { width, height }: { width: number; height: number }): SVGElement {
  const text = document.createElementNS(kSvg, 'text');
  const attributes = {
    x: width / 2,
    y: height / 2,
    fill: '#808080',
    'fill-opacity': 0.35,
    'font-size': Math.max(18, Math.min(width, height) / 6),
    'font-family': 'sans-serif',
    'font-weight': 700,
    'text-anchor': 'middle',
    'dominant-baseline': 'middle',
    transform: `rotate(-18 ${width / 2} ${height / 2})`,
  };
  for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, String(value));
  text.textContent = mark;
  return text;
}

/** The drawing as a document of its own: what style sheets said of it becomes attributes. */
export function svgText(drawing: SVGSVGElement, mark: string | null): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const sources = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const targets = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  sources.forEach((source, at) => {
    const style = getComputedStyle(source);
    for (const name of kCopied) targets[at]?.setAttribute(name, style.getPropertyValue(name));
    targets[at]?.removeAttribute('style');
  });
  copy.setAttribute('xmlns', kSvg);
  if (mark !== null) copy.append(watermark(mark, drawing.getBoundingClientRect()));
  return new XMLSerializer().serializeToString(copy);
}

export function saveSvg(name: string, drawing: SVGSVGElement, mark: string | null): void {
  download(`${name}.svg`, svgText(drawing, mark), 'image/svg+xml');
}

export async function savePng(
  name: string,
  drawing: SVGSVGElement,
  mark: string | null,
): Promise<void> {
  const { width, height } = drawing.getBoundingClientRect();
  const url = URL.createObjectURL(new Blob([svgText(drawing, mark)], { type: 'image/svg+xml' }));
  const image = new Image(width, height);
  image.src = url;
  await image.decode();
  URL.revokeObjectURL(url);
  const canvas = document.createElement('canvas');
  const scale = 2; // sharp on dense screens
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  canvas.toBlob((blob) => {
    if (blob) download(`${name}.png`, blob, 'image/png');
  });
}
