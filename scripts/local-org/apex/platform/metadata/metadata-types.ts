import { method, nativeType, staticMethod, type NativeType } from '../../library/native-type.ts';
import type { Run } from '../../run/run.ts';
import { ApexList } from '../../values/apex-list.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeName } from '../../values/type-name.ts';
import { callImplemented } from '../implemented.ts';
import type { OrgTransaction } from '../org-transaction.ts';
import { recordType, type RecordObject } from '../record-type.ts';
import { deployStatus } from './deploy-status.ts';
import { enqueueDeployment } from './enqueue-deployment.ts';

const list = (of: string) => new ApexList(typeName(of));

/** The namespace Metadata, as far as Custom Metadata records need it (Apex Reference, "Metadata Namespace"). */
export const metadataTypes: readonly NativeType[] = [
  recordType('Metadata.Metadata', ['String fullName']),
  recordType(
    'Metadata.CustomMetadata',
    [
      'String label',
      'String description',
      'Boolean protected_x',
      'List<Metadata.CustomMetadataValue> values',
    ],
    {
      extends: ['Metadata.Metadata'],
      initial: () => ({ values: list('Metadata.CustomMetadataValue') }),
    },
  ),
  recordType('Metadata.CustomMetadataValue', ['String field', 'Object value']),
  withMethods(
    recordType('Metadata.DeployContainer', [], {
      initial: () => ({ metadata: list('Metadata.Metadata') }),
    }),
    [
      method(
        'void addMetadata(Metadata.Metadata metadata)',
        (run, self: RecordObject, added: ApexValue) => {
          (self.state.get('metadata') as ApexList).add(run, added);
        },
      ),
      method('List<Metadata.Metadata> getMetadata()', (_run, self: RecordObject) =>
        self.state.get('metadata'),
      ),
    ],
  ),
  recordType('Metadata.DeployMessage', [
    'Boolean changed',
    'Integer columnNumber',
    'String componentType',
    'Boolean created',
    'Datetime createdDate',
    'Boolean deleted',
    'String fileName',
    'String fullName',
    'String id',
    'Integer lineNumber',
    'String problem',
    'Boolean success',
  ]),
  recordType('Metadata.DeployDetails', [
    'List<Metadata.DeployMessage> componentFailures',
    'List<Metadata.DeployMessage> componentSuccesses',
  ]),
  recordType('Metadata.DeployResult', [
    'String canceledBy',
    'Boolean checkOnly',
    'Datetime completedDate',
    'Metadata.DeployDetails details',
    'Boolean done',
    'String errorMessage',
    'Id id',
    'Integer numberComponentErrors',
    'Integer numberComponentsDeployed',
    'Integer numberComponentsTotal',
    'Boolean success',
    'Metadata.DeployStatus status',
  ]),
  withMethods(recordType('Metadata.DeployCallbackContext', ['Id callbackJobId']), [
    method('Id getCallbackJobId()', (_run, self: RecordObject) => self.state.get('callbackJobId')),
  ]),
  deployStatus,
  nativeType(
    'Metadata.DeployCallback',
    [
      method(
        'void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context)',
        (run: Run, self: ApexObject, result: ApexValue, context: ApexValue) => {
          callImplemented(run, self, 'handleResult', [
            ['Metadata.DeployResult', result],
            ['Metadata.DeployCallbackContext', context],
          ]);
        },
      ),
    ],
    { kind: 'interface' },
  ),
  nativeType('Metadata.Operations', [
    staticMethod(
      'Id enqueueDeployment(Metadata.DeployContainer container, Metadata.DeployCallback? callback)',
      (run: OrgTransaction, container: RecordObject, callback: ApexValue) =>
        enqueueDeployment(run, container, callback),
    ),
  ]),
];

function withMethods(type: NativeType, methods: NativeType['members']): NativeType {
  return { ...type, members: [...type.members, ...methods] };
}
