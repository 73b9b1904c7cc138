export {
  usageDataTypes as dataTypes,
  type UsageDataType as DataType,
} from '../../domain/usage-file.ts';
