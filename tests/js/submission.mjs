// A first submission of a drama, as WeChat wants it in 2026: one that was cheap, animated and is not protected.

/** @param {string} name @param {string[]} media @param {string} producer @param {string} material any temporary material */
export const submission = (name, media, producer, material) => ({
  name, media_count: media.length, media_id_list: media, producer, description: name, cover_material_id: material, authorized_material_id: material,
  qualification_type: 2, cost_of_production: 50, cost_commitment_letter_material_id: material, drama_type: 1,
  copyright: { copyright_role: 1, apply_for_copyright_protection: 0 },
});
