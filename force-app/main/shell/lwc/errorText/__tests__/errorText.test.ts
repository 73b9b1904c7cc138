import { errorText } from 'c/errorText';

describe('c/errorText', () => {
  it.each([
    [
      'an AuraHandledException',
      { body: { message: 'The mapping is gone.' } },
      'The mapping is gone.',
    ],
    ['a list of errors', { body: [{ message: 'One.' }, { message: 'Two.' }] }, 'One. Two.'],
    [
      'errors of a record',
      {
        body: {
          pageErrors: [{ message: 'Page.' }],
          fieldErrors: { Name: [{ message: 'Name is missing.' }] },
        },
      },
      'Page. Name is missing.',
    ],
    ['an error of the page', new TypeError('x is not a function'), 'x is not a function'],
    ['a status alone', { statusText: 'Gateway Timeout' }, 'Gateway Timeout'],
    ['a text', 'Offline', 'Offline'],
  ])('says what %s says', (_case, error, text) => {
    expect(errorText(error)).toBe(text);
  });

  it.each([
    "You do not have access to the Apex class named 'RunController'.",
    "Sie haben keinen Zugriff auf die Apex-Klasse 'isvapp.RunController'.",
  ])('says who can help where Salesforce says %p', (message) => {
    expect(errorText({ body: { message } })).toMatch(/administrator can assign you/);
  });

  it.each([undefined, null, {}])('says what to do where %p says nothing', (error) => {
    expect(errorText(error)).toMatch(/Reload the page/);
  });
});
