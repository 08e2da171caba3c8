// Categories, five levels deep at most.

import { Refusal } from './answers.mjs';

const TOP = '0';
const DEEPEST = 5;
const FIRST = 492;

export class Categories {
  constructor(store, videos) {
    this.rows = store.categories;
    this.videos = videos;
  }

  find(id) {
    const category = this.rows.get(id);
    if (!category) throw new Refusal(1, 'category_id');
    return category;
  }

  add(name, parentId = TOP, id = undefined) {
    const level = parentId === TOP ? 1 : this.find(parentId).level + 1;
    if (level > DEEPEST) throw new Refusal(1, 'parent_id');
    const known = id ?? String(Math.max(FIRST, ...[...this.rows.keys()].map(Number)) + 1);
    const category = { id: known, name, parentId, level };
    this.rows.set(known, category);
    return category;
  }

  children(id) {
    return [...this.rows.values()].filter(({ parentId }) => parentId === id);
  }

  /** Itself and all below. */
  within(id) {
    return [id, ...this.children(id).flatMap((child) => this.within(child.id))];
  }

  /** From the top level down to itself. */
  path(id) {
    const category = this.rows.get(id);
    return category ? [...this.path(category.parentId), category] : [];
  }

  remove(id) {
    this.find(id);
    const within = this.within(id);
    if (this.videos.all().some(({ categoryId }) => within.includes(categoryId))) throw new Refusal(1, '该分类下有视频');
    for (const one of within) this.rows.delete(one);
  }

  shown({ id, name, parentId, level }) {
    const row = { id: BigInt(id), name, parent_id: BigInt(parentId), level };
    return level === DEEPEST ? row : { ...row, children: this.children(id).map((child) => this.shown(child)) };
  }

  top() {
    return this.children(TOP).map((category) => this.shown(category));
  }

  /** category_level1_id … category_level5_id; 0: none so deep */
  levels(id) {
    const path = this.path(id);
    return Object.fromEntries(Array.from({ length: DEEPEST }, (none, index) => [`category_level${index + 1}_id`, path[index] ? BigInt(path[index].id) : 0]));
  }
}
