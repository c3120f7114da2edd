import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

/** One step of a diagram as the list twin shows it. */
export type DiagramStep = { readonly id: string; readonly name: string; readonly kind: string };

type BusinessObject = { readonly id: string; readonly name?: string; readonly $type: string };
type Element = {
  readonly id: string;
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly businessObject: BusinessObject;
};
type Point = { readonly x: number; readonly y: number };
type Size = { readonly width: number; readonly height: number };
type Canvas = {
  zoom(level: 'fit-viewport' | number, center?: 'auto' | Point): number;
  viewbox(): { readonly outer: Size };
  viewbox(box: Point & Size): void;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
};
type Registry = { filter(wanted: (element: Element) => boolean): Element[]; get(id: string): Element | undefined };
type ZoomScroll = { stepZoom(step: number): void };

const marker = 'mc-active';
/** Below this the names of steps cannot be read. */
const readable = 0.75;
const isStep = ({ type }: Element): boolean =>
  /(?:Task|CallActivity|StartEvent|EndEvent|IntermediateCatchEvent)$/.test(type);

/** Owns one bpmn-js viewer: shows a model, marks where the dossier stands, lists the steps from left to right. */
export class DiagramViewer {
  readonly #viewer: NavigatedViewer;
  #marked: readonly string[] = [];

  constructor(container: HTMLElement) {
    this.#viewer = new NavigatedViewer({ container });
  }

  /** @throws Error when the model is not BPMN or has no diagram */
  async show(xml: string): Promise<readonly DiagramStep[]> {
    await this.#viewer.importXML(xml);
    this.fit();
    return this.#viewer
      .get<Registry>('elementRegistry')
      .filter((element) => isStep(element) && Boolean(element.businessObject.name))
      .sort((one, other) => (one.x ?? 0) - (other.x ?? 0) || (one.y ?? 0) - (other.y ?? 0))
      .map(({ id, type, businessObject }) => ({
        id,
        name: businessObject.name ?? id,
        kind: type.replace('bpmn:', ''),
      }));
  }

  mark(active: readonly string[]): void {
    const canvas = this.#viewer.get<Canvas>('canvas');
    const registry = this.#viewer.get<Registry>('elementRegistry');
    for (const id of this.#marked) canvas.removeMarker(id, marker);
    this.#marked = active.filter((id) => registry.get(id) !== undefined);
    for (const id of this.#marked) canvas.addMarker(id, marker);
  }

  /** Brings the first of these steps to the middle at a size at which names can be read; a small diagram stays whole. */
  lookAt(active: readonly string[]): void {
    const canvas = this.#viewer.get<Canvas>('canvas');
    const registry = this.#viewer.get<Registry>('elementRegistry');
    const first = active.map((id) => registry.get(id)).find((element) => element !== undefined);
    if (first === undefined || canvas.zoom('fit-viewport', 'auto') >= readable) return;
    const { outer } = canvas.viewbox();
    const [width, height] = [outer.width / readable, outer.height / readable];
    const { x = 0, y = 0, width: stepWidth = 0, height: stepHeight = 0 } = first;
    canvas.viewbox({ x: x + (stepWidth - width) / 2, y: y + (stepHeight - height) / 2, width, height });
  }

  fit(): void {
    this.#viewer.get<Canvas>('canvas').zoom('fit-viewport', 'auto');
  }

  zoom(step: 1 | -1): void {
    this.#viewer.get<ZoomScroll>('zoomScroll').stepZoom(step);
  }

  destroy(): void {
    this.#viewer.destroy();
  }
}
