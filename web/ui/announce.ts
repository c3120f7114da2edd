const regionId = 'mc-live';

/** Says one sentence to screen readers without moving the focus: saved, sent, changed. The region is in the page from the start. */
export const announce = (sentence: string): void => {
  const region = document.getElementById(regionId);
  if (region) region.textContent = sentence;
};

export const createLiveRegion = (): void => {
  const region = document.createElement('div');
  region.id = regionId;
  region.setAttribute('aria-live', 'polite');
  region.setAttribute('role', 'status');
  region.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
  document.body.append(region);
};
