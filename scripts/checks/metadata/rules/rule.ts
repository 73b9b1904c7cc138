import type { PackageModel } from '../package-model.ts';
import type { Problem } from '../problem.ts';

/** A rule of Salesforce or of this project that the types of the WSDL cannot express. */
export type Rule = (model: PackageModel) => readonly Problem[];
