import { pageCount } from './page-count.js';

/** One page of a list, with the numbers of its neighbours (null where there is none). */
export function paginate(list, { page, size }) {
  const pages = pageCount(list.length, size);
  if (!Number.isInteger(page) || page < 1 || page > pages) {
    throw new RangeError(`page must be between 1 and ${pages}`);
  }
  const start = (page - 1) * size;
  return {
    items: list.slice(start, start + size),
    page,
    pages,
    previous: page > 1 ? page - 1 : null,
    next: page < pages ? page + 1 : null,
  };
}
