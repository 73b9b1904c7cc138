import { LightningElement, api } from 'lwc';

/** Where there is nothing yet: says so and what to do next. The way to do it goes into the slot. */
export default class EmptyState extends LightningElement {
  @api iconName = 'standard:data_mapping';
  @api heading = '';
  @api text = '';
}
