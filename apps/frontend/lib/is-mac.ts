/** True where Cmd stands for Ctrl, and Option writes characters. */
export const isMac = /Mac|iPhone|iPad/u.test(navigator.userAgent);
