export const rules = {};
export async function checkSite() { return []; }
