/** A module of styles only, which jsdom does not lay out. */
export default [];
