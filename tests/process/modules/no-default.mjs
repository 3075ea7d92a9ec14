export const formulas = {};
