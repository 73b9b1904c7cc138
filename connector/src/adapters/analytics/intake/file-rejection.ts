/**
 * The content of a delivered file is not what it should be: nothing of it is taken, the file is set aside.
 * The message is a sentence an administrator reads; anything else that goes wrong is our trouble, not the
 * file's, and leaves the file where it is.
 */
export class FileRejection extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FileRejection';
  }
}
