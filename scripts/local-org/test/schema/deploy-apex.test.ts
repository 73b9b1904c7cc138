import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../org.ts';
import type { DeployFiles } from '../../schema/deploy/deploy-result.ts';
import { acmeOrg, column, deployed, file, packageOf, rows } from '../acme-org.ts';

let org: LocalOrg;
beforeEach(() => {
  org = acmeOrg();
});
afterEach(() => {
  org.close();
});

const meta = file('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>');

/** A package of classes by name and source. */
function classes(sources: Readonly<Record<string, string>>): DeployFiles {
  const files = Object.entries(sources).flatMap(([name, source]) => [
    [`classes/${name}.cls`, source],
    [`classes/${name}.cls-meta.xml`, meta],
  ]);
  return packageOf(
    { ApexClass: Object.keys(sources) },
    Object.fromEntries(files) as Record<string, string>,
  );
}

/** Stands in for the compiler: a class that says BROKEN has a problem there, one that uses a missing class as well. */
function compileByMarks(): void {
  org.compileWith(() => {
    const sources = new Map(
      org
        .components('ApexClass')
        .filter(({ fileName }) => fileName.endsWith('.cls'))
        .map(({ fullName, content }) => [fullName, new TextDecoder().decode(content)]),
    );
    return [...sources].flatMap(([className, source]) => {
      const used = /uses (\w+)/.exec(source)?.[1];
      if (source.includes('BROKEN'))
        return [{ className, line: 3, column: 7, problem: "Unexpected token 'BROKEN'." }];
      if (used !== undefined && !sources.has(used))
        return [{ className, line: 1, column: 1, problem: `Invalid type: ${used}` }];
      return [];
    });
  });
}

describe('A deploy of Apex classes', () => {
  it('makes an ApexClass record with the id of the component', () => {
    const result = deployed(org, classes({ Greeter: 'public class Greeter { /* hello */ }' }));
    const id = result.componentSuccesses.find(({ fullName }) => fullName === 'Greeter')?.id;
    expect(
      rows(org, 'SELECT Id, Name, ApiVersion, Status, LengthWithoutComments, Body FROM ApexClass'),
    ).toEqual([[id, 'Greeter', 67, 'Active', 25, 'public class Greeter { /* hello */ }']]);
  });

  it('makes it whichever of the two files comes first, and follows a change of either', () => {
    const names = { ApexClass: ['Greeter'] };
    const withMeta = (version: string) =>
      packageOf(names, {
        'classes/Greeter.cls-meta.xml': meta.replace('67.0', version),
        'classes/Greeter.cls': 'public class Greeter {}',
      });
    const first = deployed(org, withMeta('66.0'));
    expect(rows(org, 'SELECT Name, ApiVersion FROM ApexClass')).toEqual([['Greeter', 66]]);
    expect(
      first.componentSuccesses.some(
        ({ created, fileName }) => created && fileName.endsWith('.cls'),
      ),
    ).toBe(true);
    deployed(org, withMeta('67.0'));
    expect(rows(org, 'SELECT Name, ApiVersion FROM ApexClass')).toEqual([['Greeter', 67]]);
  });

  it('of a changed source keeps the record and its id', () => {
    deployed(org, classes({ Greeter: 'public class Greeter {}' }));
    const [id] = column(org, 'SELECT Id FROM ApexClass');
    deployed(org, classes({ Greeter: 'public class Greeter { Integer size; }' }));
    expect(rows(org, 'SELECT Id, Body FROM ApexClass')).toEqual([
      [id, 'public class Greeter { Integer size; }'],
    ]);
  });

  it('without the -meta.xml fails', () => {
    const result = org.deploy(
      packageOf({ ApexClass: ['Greeter'] }, { 'classes/Greeter.cls': 'public class Greeter {}' }),
    );
    expect(result.componentFailures.map(({ problem }) => problem)).toEqual([
      "File 'classes/Greeter.cls' has no classes/Greeter.cls-meta.xml beside it",
    ]);
  });

  it('fails as a whole with line, column and problem of the class that does not compile', () => {
    compileByMarks();
    const result = org.deploy(classes({ Good: 'class Good {}', Bad: 'BROKEN' }));
    expect(result.success).toBe(false);
    expect(result.componentFailures).toMatchObject([
      {
        fullName: 'Bad',
        componentType: 'ApexClass',
        fileName: 'classes/Bad.cls',
        problem: "Unexpected token 'BROKEN'.",
        problemType: 'Error',
        lineNumber: 3,
        columnNumber: 7,
      },
    ]);
    expect(result.componentSuccesses.map(({ fullName }) => fullName)).not.toContain('Bad');
    expect(column(org, 'SELECT Name FROM ApexClass')).toEqual([]);
  });

  it('that may be partial keeps the classes that compile, and only those', () => {
    compileByMarks();
    const files = classes({ Good: 'class Good {}', Bad: 'BROKEN' });
    const result = org.deploy(files, { rollbackOnError: false });
    expect(result.status).toBe('SucceededPartial');
    expect(result.componentFailures.map(({ fullName }) => fullName)).toEqual(['Bad']);
    expect(column(org, 'SELECT Name FROM ApexClass')).toEqual(['Good']);
  });

  it('that deletes a class another one uses fails and names the dependent class', () => {
    compileByMarks();
    deployed(org, classes({ Used: 'class Used {}', User: 'class User {} // uses Used' }));
    const files = packageOf(
      {},
      {
        'destructiveChanges.xml': file(
          'Package',
          '<types><members>Used</members><name>ApexClass</name></types>',
        ),
      },
    );
    const result = org.deploy(files);
    expect(result.componentFailures).toMatchObject([
      {
        fullName: 'User',
        problem:
          'Dependent class is invalid and needs recompilation:\n Class User : Invalid type: Used',
      },
    ]);
    expect(column(org, 'SELECT Name FROM ApexClass ORDER BY Name')).toEqual(['Used', 'User']);
  });

  it('that only checks compiles too, and leaves nothing behind', () => {
    compileByMarks();
    expect(org.deploy(classes({ Bad: 'BROKEN' }), { checkOnly: true }).success).toBe(false);
    expect(org.deploy(classes({ Good: 'x' }), { checkOnly: true }).success).toBe(true);
    expect(column(org, 'SELECT Name FROM ApexClass')).toEqual([]);
  });

  it('deletes the record and every access to the class with the class', () => {
    deployed(org, classes({ Greeter: 'public class Greeter {}' }));
    deployed(
      org,
      permissionSet(
        '<classAccesses><apexClass>Greeter</apexClass><enabled>true</enabled></classAccesses>',
      ),
    );
    expect(
      column(
        org,
        "SELECT SetupEntityId FROM SetupEntityAccess WHERE SetupEntityType = 'ApexClass'",
      ),
    ).toEqual(column(org, 'SELECT Id FROM ApexClass'));
    const destroy = file(
      'Package',
      '<types><members>Greeter</members><name>ApexClass</name></types>',
    );
    deployed(org, packageOf({}, { 'destructiveChanges.xml': destroy }));
    expect(column(org, 'SELECT Id FROM ApexClass')).toEqual([]);
    expect(column(org, 'SELECT Id FROM SetupEntityAccess')).toEqual([]);
  });
});

function permissionSet(content: string): DeployFiles {
  const xml = file('PermissionSet', `${content}<label>Callers</label>`);
  return packageOf({ PermissionSet: ['Callers'] }, { 'permissionsets/Callers.permissionset': xml });
}

describe('A permission set', () => {
  it('opens only classes and custom permissions that are there', () => {
    const access = `<classAccesses><apexClass>Nobody</apexClass><enabled>true</enabled></classAccesses>`;
    const permission = `<customPermissions><enabled>true</enabled><name>Nothing</name></customPermissions>`;
    const problems = [access, permission].map(
      (each) => org.deploy(permissionSet(each)).componentFailures[0]?.problem,
    );
    expect(problems).toEqual([
      'In field: apexClass - no ApexClass named Nobody found',
      'In field: name - no CustomPermission named Nothing found',
    ]);
  });

  it('ignores a class access that is not enabled', () => {
    deployed(org, classes({ Greeter: 'public class Greeter {}' }));
    deployed(
      org,
      permissionSet(
        '<classAccesses><apexClass>Greeter</apexClass><enabled>false</enabled></classAccesses>',
      ),
    );
    expect(column(org, 'SELECT Id FROM SetupEntityAccess')).toEqual([]);
  });
});
