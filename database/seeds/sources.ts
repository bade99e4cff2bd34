import { assetSource } from './rows/asset.ts';
import { budgetSource } from './rows/budget.ts';
import { changeRequestSource } from './rows/change-request.ts';
import { commentSource } from './rows/comment.ts';
import { contactSource } from './rows/contact.ts';
import { contractSource } from './rows/contract.ts';
import { customerSource } from './rows/customer.ts';
import { departmentSource } from './rows/department.ts';
import { documentSource } from './rows/document.ts';
import { employeeSource } from './rows/employee.ts';
import { eventSource } from './rows/event.ts';
import { expenseSource } from './rows/expense.ts';
import { inventoryItemSource } from './rows/inventory-item.ts';
import { invoiceSource } from './rows/invoice.ts';
import { milestoneSource } from './rows/milestone.ts';
import { officeSource } from './rows/office.ts';
import { opportunitySource } from './rows/opportunity.ts';
import { paymentSource } from './rows/payment.ts';
import { positionSource } from './rows/position.ts';
import { productSource } from './rows/product.ts';
import { projectSource } from './rows/project.ts';
import { purchaseOrderSource } from './rows/purchase-order.ts';
import { quoteSource } from './rows/quote.ts';
import { riskSource } from './rows/risk.ts';
import { skillSource } from './rows/skill.ts';
import { taskSource } from './rows/task.ts';
import { teamSource } from './rows/team.ts';
import { ticketSource } from './rows/ticket.ts';
import { timesheetSource } from './rows/timesheet.ts';
import { vendorSource } from './rows/vendor.ts';
import { wikiPageSource } from './rows/wiki-page.ts';
import type { SeedSource } from './source.ts';

/** All sources, each after those that its records refer to. */
export const SOURCES: readonly SeedSource[] = [
  officeSource,
  departmentSource,
  positionSource,
  employeeSource,
  teamSource,
  skillSource,
  customerSource,
  contactSource,
  vendorSource,
  opportunitySource,
  quoteSource,
  projectSource,
  contractSource,
  milestoneSource,
  taskSource,
  timesheetSource,
  riskSource,
  ticketSource,
  changeRequestSource,
  budgetSource,
  expenseSource,
  purchaseOrderSource,
  invoiceSource,
  paymentSource,
  productSource,
  inventoryItemSource,
  assetSource,
  documentSource,
  wikiPageSource,
  eventSource,
  commentSource,
];
