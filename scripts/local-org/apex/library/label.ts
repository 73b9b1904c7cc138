import { nativeType, staticProperty, type NativeType } from './native-type.ts';

/** System.Label: the org's custom labels by name; one that isn't there does not compile. */
export function labelType(labels: () => ReadonlyMap<string, string>): NativeType {
  return nativeType('System.Label', [], {
    dynamicProperty: (name) => {
      const wanted = name.toLowerCase();
      const text = labels()
        .entries()
        .find(([label]) => label.toLowerCase() === wanted)?.[1];
      return text === undefined ? undefined : staticProperty(`String ${name}`, () => text);
    },
  });
}
