import { methodOf, type Code, type Frame, type RuntimeClass } from '../../run/run.ts';
import type { Accessor } from '../../syntax/declaration.ts';
import type { Position } from '../../syntax/position.ts';
import type { FieldModel } from '../../types/class-model.ts';
import { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import type { Scope } from '../scope.ts';
import { nullReference, problem, type Place, type Typed } from '../typed.ts';
import { isComputed } from './property.ts';
import { isVisible } from './visibility.ts';

/** A field or property as a place. `receiver` gives the instance; undefined for a static one. */
export function fieldPlace(
  scope: Scope,
  field: FieldModel,
  receiver: Typed | undefined,
  position: Position,
): Place {
  assertVisible(scope, field, position);
  const isInside = scope.body.accessorOf === field;
  return field.isStatic
    ? staticPlace(scope, field, isInside, position)
    : instancePlace(scope, field, receiver, isInside, position);
}

function assertVisible(scope: Scope, field: FieldModel, position: Position): void {
  const guarded = { owner: field.owner, modifiers: field.modifiers };
  if (isVisible(scope.table, guarded, scope.model)) return;
  throw problem(position, `Variable is not visible: ${field.owner.name}.${field.name}`);
}

function instancePlace(
  scope: Scope,
  field: FieldModel,
  target: Typed | undefined,
  isInside: boolean,
  position: Position,
): Place {
  const receiver: Code = target?.code ?? ((frame) => frame.self);
  const accessors = accessorsOf(scope, field, target?.isSuper === true);
  const get = instanceGetter(scope, field, isInside, accessors);
  const set = instanceSetter(scope, field, isInside, accessors);
  return {
    type: field.type,
    code: (frame) => get(frame, instance(frame, receiver(frame))),
    assertReadable: () => {
      assertReadable(scope, field, position);
    },
    assertAssignable: () => {
      assertAssignable(scope, field, position);
    },
    bind: (frame) => {
      const self = instance(frame, receiver(frame));
      return {
        get: () => get(frame, self),
        set: (value) => {
          set?.(frame, self, value);
        },
      };
    },
  };
}

function instance(frame: Frame, value: ApexValue): ApexObject {
  if (value instanceof ApexObject) return value;
  throw nullReference(frame);
}

type Getter = (frame: Frame, self: ApexObject) => ApexValue;
type Setter = (frame: Frame, self: ApexObject, value: ApexValue) => void;

/** The class whose accessors an instance answers with: its own, or through `super` the one that declares the field. */
type AccessorOwner = (self: ApexObject) => RuntimeClass;

function accessorsOf(scope: Scope, { owner }: FieldModel, isSuper: boolean): AccessorOwner {
  if (!isSuper) return (self) => self.apexClass as RuntimeClass;
  const above = scope.unit.classes.of(owner);
  return () => above;
}

function instanceGetter(
  scope: Scope,
  field: FieldModel,
  isInside: boolean,
  accessors: AccessorOwner,
): Getter {
  if (!isInside && isComputed(field, 'getter')) {
    const key = `get ${field.name.toLowerCase()}`;
    return (frame, self) => accessor(accessors(self), key)(frame.run, self, []);
  }
  const slot = scope.unit.classes.slotOf(field);
  return (_frame, self) => self.fields[slot] ?? null;
}

function instanceSetter(
  scope: Scope,
  field: FieldModel,
  isInside: boolean,
  accessors: AccessorOwner,
): Setter | undefined {
  if (!isInside && field.property && !field.property.setter) return undefined;
  if (!isInside && isComputed(field, 'setter')) {
    const key = `set ${field.name.toLowerCase()}`;
    return (frame, self, value) => {
      accessor(accessors(self), key)(frame.run, self, [value]);
    };
  }
  const slot = scope.unit.classes.slotOf(field);
  return (_frame, self, value) => {
    self.fields[slot] = value;
  };
}

function staticPlace(
  scope: Scope,
  field: FieldModel,
  isInside: boolean,
  position: Position,
): Place {
  const owner = scope.unit.classes.of(field.owner);
  const key = field.name.toLowerCase();
  const get: Code =
    !isInside && isComputed(field, 'getter')
      ? ({ run }) => accessor(owner, `get ${key}`)(run, null, [])
      : ({ run }) => run.staticsOf(owner).get(key) ?? null;
  const isSet = !isInside && isComputed(field, 'setter');
  const set = ({ run }: Frame, value: ApexValue): void => {
    if (isSet) accessor(owner, `set ${key}`)(run, null, [value]);
    else run.staticsOf(owner).set(key, value);
  };
  return {
    type: field.type,
    code: get,
    assertReadable: () => {
      assertReadable(scope, field, position);
    },
    assertAssignable: () => {
      assertAssignable(scope, field, position);
    },
    bind: (frame) => ({
      get: () => get(frame),
      set: (value) => {
        set(frame, value);
      },
    }),
  };
}

function accessor(type: RuntimeClass, key: string) {
  const found = methodOf(type, key);
  if (found) return found;
  throw new Error(`${type.name} has no accessor "${key}"`);
}

/** Throws ApexProblemError where the property can't be read there. */
function assertReadable(scope: Scope, field: FieldModel, position: Position): void {
  const { property, owner, name } = field;
  if (!property || scope.body.accessorOf === field) return;
  if (!property.getter) {
    throw problem(position, `A value cannot be read from ${name} in type ${owner.name}`);
  }
  assertAccessorVisible(scope, field, property.getter, position);
}

function assertAccessorVisible(
  scope: Scope,
  { owner, modifiers, name }: FieldModel,
  { access }: Accessor,
  position: Position,
): void {
  if (isVisible(scope.table, { owner, modifiers, access }, scope.model)) return;
  throw problem(position, `Variable is not visible: ${owner.name}.${name}`);
}

/** Throws ApexProblemError where the field can't be assigned there. */
function assertAssignable(scope: Scope, field: FieldModel, position: Position): void {
  const { property, modifiers, owner, name } = field;
  const isInside = scope.body.accessorOf === field;
  if (property && !isInside) {
    if (!property.setter) {
      throw problem(position, `A value cannot be stored to ${name} in type ${owner.name}`);
    }
    assertAccessorVisible(scope, field, property.setter, position);
  }
  if (!modifiers.flags.has('final')) return;
  if (scope.model === owner && scope.body.initializes === true) return;
  throw problem(
    position,
    `Final members can only be assigned in their declaration, init blocks, or constructors: ${name}`,
  );
}
