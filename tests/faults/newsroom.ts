import type { DeskSettings } from '@depesche/pipeline/desks'
import type { Product } from '@depesche/syndication/product'

export const FAULT_DESK: DeskSettings = { name: 'sda', prefix: 'sda', zone: 'Europe/Zurich', language: 'fr' }
export const FAULT_PRODUCT: Product = { name: 'demo', title: 'Demo', filter: {}, languages: ['fr', 'es', 'ca'], grades: ['none'] }
