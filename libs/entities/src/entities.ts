import type { EntityDefinition } from '@tidemark/entity-model';

import { Asset } from './asset.ts';
import { Budget } from './budget.ts';
import { ChangeRequest } from './change-request.ts';
import { Comment } from './comment.ts';
import { Contact } from './contact.ts';
import { Contract } from './contract.ts';
import { Customer } from './customer.ts';
import { Department } from './department.ts';
import { Document } from './document.ts';
import { Employee } from './employee.ts';
import { Event } from './event.ts';
import { Expense } from './expense.ts';
import { InventoryItem } from './inventory-item.ts';
import { Invoice } from './invoice.ts';
import { Milestone } from './milestone.ts';
import { Office } from './office.ts';
import { Opportunity } from './opportunity.ts';
import { Payment } from './payment.ts';
import { Position } from './position.ts';
import { Product } from './product.ts';
import { Project } from './project.ts';
import { PurchaseOrder } from './purchase-order.ts';
import { Quote } from './quote.ts';
import { Risk } from './risk.ts';
import { Skill } from './skill.ts';
import { Task } from './task.ts';
import { Team } from './team.ts';
import { Ticket } from './ticket.ts';
import { Timesheet } from './timesheet.ts';
import { Vendor } from './vendor.ts';
import { WikiPage } from './wiki-page.ts';

/** Every entity, by area and in the order in which people see them. */
export const ENTITIES: readonly EntityDefinition[] = [
  // people
  Office,
  Department,
  Position,
  Employee,
  Team,
  Skill,
  // customers
  Customer,
  Contact,
  Vendor,
  Opportunity,
  Quote,
  Contract,
  // delivery
  Project,
  Milestone,
  Task,
  Timesheet,
  Risk,
  Ticket,
  ChangeRequest,
  // finance
  Budget,
  Expense,
  PurchaseOrder,
  Invoice,
  Payment,
  // goods
  Product,
  InventoryItem,
  Asset,
  // knowledge
  Document,
  WikiPage,
  Event,
  Comment,
];
