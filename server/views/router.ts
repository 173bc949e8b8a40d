import { mutation, query, router } from '#server/core/trpc.ts';
import * as shape from './schema.ts';
import * as verbs from './service.ts';

export const viewsRouter = router({
  list: query(shape.listViewsInput, shape.viewList, verbs.listViews),
  create: mutation(shape.createViewInput, shape.viewOut, verbs.createView),
  update: mutation(shape.updateViewInput, shape.viewOut, verbs.updateView),
  delete: mutation(shape.viewRef, shape.viewGone, verbs.deleteView),
  setPreference: mutation(shape.setPreferenceInput, shape.preferenceOut, verbs.setPreference),
});
