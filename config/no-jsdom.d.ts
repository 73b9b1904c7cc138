// In place of @types/jsdom, which Jest brings along and Vitest mentions: it would add the DOM to what runs on Node alone.
export {};
