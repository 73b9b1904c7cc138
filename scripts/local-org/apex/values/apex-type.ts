import { ApexReference, type ApexValue, type HashKey } from './apex-value.ts';
import { sameTypeName, typeNameText, type TypeName } from './type-name.ts';

/** A System.Type: what `Account.class` and `Type.forName` are. */
export class ApexType extends ApexReference {
  readonly typeName = 'System.Type';
  readonly type: TypeName;

  constructor(type: TypeName) {
    super();
    this.type = type;
  }

  override equals(other: ApexValue): boolean {
    return other instanceof ApexType && sameTypeName(this.type, other.type);
  }

  override hashKey(): HashKey {
    return `\0Type#${typeNameText(this.type).toLowerCase()}`;
  }

  override text(): string {
    return typeNameText(this.type);
  }
}
