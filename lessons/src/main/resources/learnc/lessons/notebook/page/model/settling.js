// Waits until the page shows what the model says.

/** After the next frame, and after what it has drawn has begun to work. In a page that is not seen there are no frames. */
export const settled = () => new Promise((resume) => (document.hidden ? setTimeout(resume) : requestAnimationFrame(() => setTimeout(resume))));
